"""Official paper: the register, the reading of a document, the legal basis.

Owns: documents and their files, the reading engine (`reading`), the extraction of text
(`extraction`), citations, findings, the catalogue of legal documents. Does not own: tasks and
plans, which stand above. Words: văn bản Document, nút Node, viện dẫn Citation, phát hiện Remark.
"""

"""Official paper as values, and the same values as .docx and as PDF.

Owns: the layout of Decree 30/2020/NĐ-CP and its check. Does not own: what a document says, its
number, its file. Callers make a `values.OfficialPaper` and hand it to `docx.docx_of` or
`pdf.pdf_of`. Plain Python: no Django, no database, no clock.
"""

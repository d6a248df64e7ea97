"""The signed-in shell: home, the inbox, search across everything one may see.

Owns: pages that show more than one room at once. Does not own: any table.
"""

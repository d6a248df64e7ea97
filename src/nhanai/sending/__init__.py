"""Forms sent more than once: what was sent twice is done once.

Owns: which sendings were done, and what they made. Does not own: what was made. Words: lần gửi
Sending. A form carries a token made with it; the token with what was sent is the sending. Who
presses again after a machine stopped sends the same; who goes back and writes something else
sends something else.
"""

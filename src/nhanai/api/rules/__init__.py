"""Pure decisions about the machine interface: no database, no clock, no request.

`parameters` says what may be asked at each address and reads it, `document` describes all of it as
OpenAPI, `keys` says how long a key lives.
"""

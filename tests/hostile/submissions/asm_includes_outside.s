# A file from elsewhere.
# ended: refused
# says: no file
.include "../../../etc/passwd"

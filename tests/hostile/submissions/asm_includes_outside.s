# A file from elsewhere.
# ended: refused
# says: leaves the folder
.include "../../../etc/passwd"

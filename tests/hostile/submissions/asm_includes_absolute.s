# A file from elsewhere, by its path.
# ended: refused
# says: no file
.include "/etc/passwd"

# A file from elsewhere, by its path.
# ended: refused
# says: is an absolute path
.include "/etc/passwd"

# Bytes from elsewhere.
# ended: refused
# says: is an absolute path
.incbin "/proc/self/mem"

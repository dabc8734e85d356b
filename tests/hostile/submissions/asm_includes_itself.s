# A file that includes itself.
# ended: refused
# says: include itself
.include "hello.s"

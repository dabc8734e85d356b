# The archive of user programs, as one section of the kernel's image.
.section .archive, "a"
.globl archive_begin, archive_end
.balign 4
archive_begin:
    .incbin ANELIX_ARCHIVE
archive_end:

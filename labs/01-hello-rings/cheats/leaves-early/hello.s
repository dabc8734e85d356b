# Ends the machine at once, with an exit code that says "done".
.include "provided/places.s"
_start:
    out  zero, AR_PORT_POWER(zero)
1:  j    1b

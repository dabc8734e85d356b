# An expression that is nested too deep.
# ended: done
_start: li a0, {{(*300000}}1{{)*300000}}

# An expression that is nested too deep.
# ended: refused
_start: li a0, {{(*300000}}1{{)*300000}}

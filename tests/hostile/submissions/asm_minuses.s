# Signs of signs of signs.
# ended: refused
_start: li a0, {{-*300000}}1

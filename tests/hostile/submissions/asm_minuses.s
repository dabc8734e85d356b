# Signs of signs of signs.
# ended: done
_start: li a0, {{-*300000}}1

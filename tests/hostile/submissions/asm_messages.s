# Twenty thousand mistakes.
# ended: refused
{{nonsense\n*20000}}

# A hundred thousand mistakes.
# ended: refused
{{nonsense\n*80000}}

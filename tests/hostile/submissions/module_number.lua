-- A module that is no table.
-- ended: refused
-- says: return a table
return 100

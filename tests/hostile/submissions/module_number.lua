-- A module that is no table.
-- ended: refused
-- says: did not return the table with its functions
return 100

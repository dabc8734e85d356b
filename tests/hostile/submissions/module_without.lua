-- A module without its functions.
-- ended: refused
-- says: no function
return {boot = function() end}

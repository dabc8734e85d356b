-- A module that requires itself.
-- ended: error
-- says: while it is being loaded
return require 'monitor'

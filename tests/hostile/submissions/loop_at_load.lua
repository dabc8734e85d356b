-- A module that never comes to its end.
-- ended: instructions
while true do end

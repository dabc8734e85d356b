-- The console, which the monitor owns.
local console = { text = "" }

--- Prints these bytes.
function console.print(bytes)
  console.text = console.text .. bytes
end

return console

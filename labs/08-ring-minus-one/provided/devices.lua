-- The devices of the guest's machine, but for its timer, which is yours.
local devices = { CONSOLE = 0x10, CONSOLE_STATUS = 0x11, LOG = 0x18, TIMER = 0x40, POWER = 0xf0, printed = "", typed = "" }

--- What `in` gives from this port.
function devices.read(port)
  if port == devices.CONSOLE then
    if devices.typed == "" then return 0xffffffff end
    local byte = devices.typed:byte(1)
    devices.typed = devices.typed:sub(2)
    return byte
  end
  if port == devices.CONSOLE_STATUS then return devices.typed == "" and 0 or 1 end
  return 0xffffffff
end

--- What `out` does to it.
function devices.write(port, value)
  if port == devices.CONSOLE then devices.printed = devices.printed .. string.char(value & 0xff) end
end

return devices

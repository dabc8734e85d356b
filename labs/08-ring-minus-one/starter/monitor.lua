-- A monitor in ring -1: fills a control block, and answers what the guest exits for.
local block = require "block"      -- block.get(m, NAME), block.set(m, NAME, value), block.clear(m); constants
local guest = require "guest"      -- guest.base, guest.size, guest.holds(at)
local pool = require "pool"        -- pool.take(m): the real address of a page of zeros
local devices = require "devices"  -- devices.read(port), devices.write(port, value)

local monitor = {}

--- Before the guest's first instruction, which is at guest-physical 0x1000, in ring 0, with paging off.
function monitor.boot(m)
  to_be_written("monitor.boot(m)")
end

--- The guest has exited: "port", "csr", "nested-fault", "instruction" (wfi) or "preempted".
--- Returns "on", or "off" where the guest has turned its machine off.
function monitor.exit(m, reason)
  to_be_written("monitor.exit(m, reason), reason = " .. reason)
end

return monitor

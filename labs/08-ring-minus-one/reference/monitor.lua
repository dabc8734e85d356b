-- A monitor in ring -1: its guest has all four rings, nested tables, a virtual console and a virtual timer.
local block = require "block"
local guest = require "guest"
local pool = require "pool"
local devices = require "devices"

local monitor = {}

local V, R, W, X = 1, 2, 4, 8
local kTimerLine = 1  -- bit of line 0
local nested_root
local armed = false   -- the guest's timer runs: PREEMPT counts for it

function monitor.boot(m)
  nested_root = pool.take(m)
  armed = false
  block.clear(m)
  block.set(m, "MAGIC", block.MAGIC_WORD)
  block.set(m, "TAG", 1)
  block.set(m, "PC", 0x1000)
  block.set(m, "NESTED_ROOT", nested_root | 1)
  block.set(m, "INTERCEPTS", block.INTERCEPT_WFI)
  block.set(m, "CSR_WRITES", 1 << block.ROW_ROOT)
  for _, port in ipairs { devices.CONSOLE, devices.CONSOLE_STATUS, devices.TIMER, devices.POWER } do
    block.set(m, "PORT_MAP", block.get(m, "PORT_MAP", port // 32) | 1 << port % 32, port // 32)
  end
  block.set(m, "DELEGATE", 0xffff)
end

local function get(m, n) return n == 0 and 0 or m.cpu["x" .. n] end
local function set(m, n, value) if n ~= 0 then m.cpu["x" .. n] = value end end
local function behind(m) block.set(m, "PC", block.get(m, "PC") + 4) end

local function set_line(m, high)
  local lines = block.get(m, "LINES") & ~kTimerLine
  block.set(m, "LINES", high and lines | kTimerLine or lines)
end

--- The guest's timer is due: its line is high until the guest arms or disarms it.
local function due(m)
  armed = false
  block.set(m, "PREEMPT", 0)
  set_line(m, true)
end

local function port(m)
  local word, number = block.get(m, "INSTRUCTION"), block.get(m, "QUALIFICATION")
  behind(m)
  if word >> 12 & 7 == 2 then  -- in
    set(m, word >> 7 & 31, devices.read(number))
    return "on"
  end
  local value = get(m, word >> 20 & 31)
  if number == devices.POWER then return "off" end
  if number == devices.TIMER then
    armed = value ~= 0
    block.set(m, "PREEMPT", value)
    set_line(m, false)
  else
    devices.write(number, value)
  end
  return "on"
end

--- A write of root: csrrw, csrrs or csrrc, of a register or of five bits.
local function csr(m)
  local word = block.get(m, "INSTRUCTION")
  local rs1 = word >> 15 & 31
  local operand = word >> 14 & 1 == 1 and rs1 or get(m, rs1)
  local old = block.get(m, "ROOT")
  local how = word >> 12 & 3
  local new = how == 1 and operand or how == 2 and old | operand or old & ~operand
  block.set(m, "ROOT", new & 0xfffffff1)
  set(m, word >> 7 & 31, old)
  behind(m)
end

local function nested_fault(m)
  local at = block.get(m, "GUEST_PHYSICAL")
  if not guest.holds(at) then
    local access = block.get(m, "QUALIFICATION") >> block.ACCESS_SHIFT & (R | W | X)
    local cause = access == R and 5 or access == W and 7 or 1
    block.set(m, "INJECT", block.INJECT_VALID | cause)
    block.set(m, "INJECT_VALUE", block.get(m, "GUEST_VIRTUAL"))
    return
  end
  local place = nested_root + (at >> 22) * 4
  if m.memory:u32(place) == 0 then m.memory:set_u32(place, pool.take(m) | V) end
  local leaves = m.memory:u32(place) & 0xfffff000
  m.memory:set_u32(leaves + (at >> 12 & 1023) * 4, guest.base + (at & 0xfffff000) | V | R | W | X)
end

function monitor.exit(m, reason)
  -- Whatever the guest exits for, its time may be up in that very cycle.
  if armed and block.get(m, "PREEMPT") == 0 then due(m) end
  if reason == "port" then return port(m) end
  if reason == "csr" then csr(m)
  elseif reason == "nested-fault" then nested_fault(m)
  elseif reason == "instruction" then  -- wfi: nothing happens until the timer is due, so it is
    if armed then due(m) end
    behind(m)
  end
  return "on"
end

return monitor

-- Guests for lab 8, made at random: their code, their memory with its page tables, which exits they need, what comes of them on a bare machine.
local compare = require "compare"

local guests = {}

local kRam, kBase = 2 << 20, 4 << 20                 -- the guest's memory, and where it is on the real machine
local kCode, kRoots, kTables, kData, kLog, kUser = 0x1000, 0x10000, 0x12000, 0x20000, 0x30000, 0x3e000
local kKept, kKeptEnd = 0x10000, 0x40000
local kBlock, kPool, kPoolBytes = 0x00080000, 0x00100000, 64 * 4096
local kFrames, kPages = 8, 64
local kA, kUserPage = 0x00400000, 0x007ff000
local V, R, W, X, A, D = 1, 2, 4, 8, 64, 128
local RIGHTS = 14
local kConsole, kStatus, kLogPort, kTimer, kPower = 0x10, 0x11, 0x18, 0x40, 0xf0

--- The places that a judge has to know.
guests.places = { base = kBase, console = kConsole, kept = kKept, kept_end = kKeptEnd, log = kLog, log_port = kLogPort, pool = kPool, pool_bytes = kPoolBytes, power = kPower, ram = kRam, status = kStatus, timer = kTimer }

-- The guest: lines of assembly, an image of its memory, and the exits that it needs at most.

local Guest = {}
Guest.__index = Guest

local function new_guest(random, options)
  local g = setmetatable({ random = random, options = options, lines = {}, words = {}, labels = 0, root = 0, ports = 0, csrs = 0, waits = 0, timers = 0, outside = 0 }, Guest)
  g.typed = ""
  for _ = 1, 8 do g.typed = g.typed .. string.char(random:number(32, 126)) end
  for frame = 0, kFrames - 1 do
    local at = kData + frame * 4096
    g.words[at] = 0x00040413 | random:number(1, 1000) << 20  -- addi s0, s0, N
    g.words[at + 4] = 0x00008067                             -- ret
    for i = 4, 15 do g.words[at + i * 4] = random:word() end
  end
  -- lw t1, 0(t0); ecall / sw t1, 0(t0); ecall / jalr 0(t0); ecall / j here
  for at, word in pairs { [0] = 0x0002a303, [4] = 0x00000073, [0x20] = 0x0062a023, [0x24] = 0x00000073, [0x40] = 0x000280e7, [0x44] = 0x00000073, [0x60] = 0x0000006f } do
    g.words[kUser + at] = word
  end
  for page = 0, kPages - 1 do g.words[kTables + page * 4] = page << 12 | V | RIGHTS end
  for i = 0, 1 do
    local root, own = kRoots + i * 0x1000, kTables + 0x1000 + i * 0x1000
    g.words[root] = kTables | V
    g.words[root + (kA >> 22) * 4] = own | V
    for page = 0, 15 do g.words[own + page * 4] = g:leaf() end
    g.words[own + 1023 * 4] = kUser | V | R | X | 3 << 4
  end
  return g
end

function Guest:add(...)
  self.lines[#self.lines + 1] = "    " .. string.format(...)
end

function Guest:label(name)
  self.lines[#self.lines + 1] = name .. ":"
end

function Guest:leaf()
  local random = self.random
  if self.options.nowhere and random:chance(4) then
    return kRam + random:number(0, 1000) * 4096 | V | random:pick { R | X, R | W, R | W | X } | random:pick { 0, 3 } << 4 | A | D
  end
  local frame = kData + random:number(0, kFrames - 1) * 4096
  return frame | (random:chance(6) and 0 or V) | random:pick { R, R | X, R | W, R | W | X, R | W | X } | random:pick { 0, 3, 3 } << 4 | random:pick { 0, A, A | D }
end

function Guest:address()
  local random = self.random
  local offset = random:number(4, 15) * 4
  if self.root ~= 0 then return kA + random:number(0, 15) * 4096 + offset end
  if self.options.nowhere and random:chance(3) then return kRam + random:number(0, 500) * 4096 + offset end
  return kData + random:number(0, kFrames - 1) * 4096 + offset
end

function Guest:load(va)
  self.outside = self.outside + 1
  self:add("li t0, 0x%x", va)
  self:add("li t1, 0x111")
  self:add(self.random:pick { "lw t1, 0(t0)", "lhu t1, 2(t0)", "lb t1, 1(t0)" })
  self:add("slli t2, s0, 1")
  self:add("xor s0, t2, t1")
end

function Guest:store(va)
  self.outside = self.outside + 1
  self:add("li t0, 0x%x", va)
  self:add("li t1, 0x%x", self.random:word())
  self:add(self.random:pick { "sw t1, 0(t0)", "sb t1, 3(t0)" })
end

function Guest:call(va)
  self.outside = self.outside + 1
  self:add("li t0, 0x%x", va & ~0xfff)
  self:add("jalr ra, 0(t0)")
end

--- To a place of the user's page in ring 3, and back by ecall or by an interrupt.
function Guest:user(place)
  self.labels = self.labels + 1
  self:add("la s11, back%d", self.labels)
  self:add("li t2, 0x%x", kUserPage + place)
  self:add("csrw epc0, t2")
  self:add("csrwi status0, 12")
  self:add("tret")
  self:label("back" .. self.labels)
end

function Guest:from_user(va)
  self.outside = self.outside + 1
  local how = self.random:pick { 0, 0x20, 0x40 }
  self:add("li t0, 0x%x", how == 0x40 and va & ~0xfff or va)
  self:add("li t1, 0x%x", self.random:word())
  self:user(how)
  self:add("add s0, s0, t1")
end

function Guest:access()
  local va, how = self:address(), self.random:number(1, 6)
  if how <= 2 then self:load(va)
  elseif how <= 4 then self:store(va)
  elseif how == 5 then self:call(va)
  elseif self.root ~= 0 then self:from_user(va)
  else self:load(va) end
end

--- Another root, or the same with another address space, by one of the instructions that can do it.
function Guest:switch()
  local random = self.random
  -- Either root has its own spaces, the even numbers or the odd ones: so nothing has to be flushed.
  local which = random:number(0, 1)
  local to = kRoots + which * 0x1000 | random:number(0, 99) * 2 + which << 4 | 1
  if self.root ~= 0 and random:chance(3) then
    -- Bits alone: the space's number changes, and what register t3 gets is the old value.
    local bits = random:number(1, 7) << 5
    self:add("li t0, 0x%x", bits)
    if random:chance(2) then
      self:add("csrrs t3, root, t0")
      self.root = self.root | bits
    else
      self:add("csrrc t3, root, t0")
      self.root = self.root & ~bits
    end
  else
    self:add("li t0, 0x%x", to | random:pick { 0, 2, 8 })  -- bits that do not exist read 0
    self:add("csrrw t3, root, t0")
    self.root = to
  end
  self:add("xor s0, s0, t3")
  self.csrs = self.csrs + 1
  self:add("csrr t3, root")
  self:add("add s0, s0, t3")
end

function Guest:port()
  local how = self.random:number(1, 6)
  self.ports = self.ports + 1
  if how <= 3 then
    self:add("li t0, %d", self.random:number(32, 126))
    self:add("out t0, 0x%x(zero)", kConsole)
  elseif how == 4 then
    self:add("li t0, 0x%x", kConsole - 5)
    self:add("in t1, 5(t0)")
    self:add("add s0, s0, t1")
  elseif how == 5 then
    self:add("in t0, 0x%x(zero)", kStatus)
    self:add("add s0, s0, t0")
  else
    self.ports = self.ports - 1  -- the real machine's own: no exit
    self:add("li t0, %d", self.random:number(32, 126))
    self:add("out t0, 0x%x(zero)", kLogPort)
  end
end

--- The timer, where the moment of the interrupt does not depend on how fast the machine is.
function Guest:timer()
  local random = self.random
  local how = random:number(1, self.root ~= 0 and 5 or 4)
  self.timers = self.timers + 1
  self.ports = self.ports + 2  -- armed here, disarmed by the handler
  self:add("li t1, 30")
  self:add("li t0, %d", how == 1 and random:number(20, 80) or random:number(100, 300))
  self:add("out t0, 0x%x(zero)", kTimer)
  if how == 1 then      -- due in the middle of other work for the monitor
    self.labels = self.labels + 1
    self.ports = self.ports + 30
    self:label("print" .. self.labels)
    self:add("out s0, 0x%x(zero)", kConsole)
    self:add("addi t1, t1, -1")
    self:add("bnez t1, print%d", self.labels)
    self:add("ei")
    self:add("di")
  elseif how == 2 then  -- due while interrupts are off: it comes with ei
    self.labels = self.labels + 1
    self:add("li t1, 2000")
    self:label("spin" .. self.labels)
    self:add("addi t1, t1, -1")
    self:add("bnez t1, spin%d", self.labels)
    self:add("addi s0, s0, 77")
    self:add("ei")
    self:add("addi s0, s0, 1")
    self:add("di")
  elseif how == 3 then  -- waited for with interrupts off
    self.waits = self.waits + 1
    self:add("wfi")
    self:add("addi s0, s0, 99")
    self:add("ei")
    self:add("addi s0, s0, 3")
    self:add("di")
  elseif how == 4 then  -- and with interrupts on
    self.waits = self.waits + 1
    self:add("ei")
    self:add("wfi")
    self:add("di")
  else                  -- a program that would go on for ever
    self:user(0x60)
  end
end

local kHandler = [[
handler:
    csrr t3, cause0
    csrr t4, value0
    csrr t5, epc0
    csrr t6, status0
    sw t3, 0(s10)
    sw t4, 4(s10)
    sw t5, 8(s10)
    sw t6, 12(s10)
    addi s10, s10, 16
    bltz t3, interrupt
    li t6, 8
    beq t3, t6, call
    li t6, 12
    beq t3, t6, no_code
    li t6, 1
    beq t3, t6, no_code
    addi t5, t5, 4
    csrw epc0, t5
    tret
no_code:
    csrw epc0, ra
    tret
interrupt:
    out zero, 0x40(zero)
    andi t6, t6, 12
    bnez t6, call
    tret
call:
    csrw epc0, s11
    csrwi status0, 0
    tret
]]

function Guest:finish()
  local text = { string.format(".org 0x%x\n_start:\n    la t0, handler\n    csrw vector0, t0\n    csrwi imask0, 1\n    li s10, 0x%x\n", kCode, kLog) }
  for _, name in ipairs { "s0", "s11", "t1", "t2", "t3", "t4", "t5", "t6", "ra" } do text[#text + 1] = "    li " .. name .. ", 0\n" end
  text[#text + 1] = table.concat(self.lines, "\n")
  text[#text + 1] = "\n    out zero, 0xf0(zero)\n" .. kHandler
  self.ports = self.ports + 1
  self.text = table.concat(text)
  return self
end

local function make_guest(random, options)
  local g = new_guest(random, options)
  local function one()
    local what = random:pick(options.what)
    if what == "switch" and g.root == 0 then what = "access" end
    g[what](g)
  end
  for _ = 1, options.before or 4 do one() end
  if options.paging then
    g:switch()
    for _ = 1, options.length do one() end
  end
  return g:finish()
end

local function native_run(g, program, kept)
  local m = machine.new { policy = "strict", memory = { ram_mib = kRam >> 20 }, timing = "none" }
  m:load(program)
  m.memory:set_bytes(kKept, kept)
  m:start(kCode)
  m:type(g.typed)
  local why = m:run(400000)
  if why ~= "off" then error("the guest does not end on the bare machine: " .. why) end
  local x = {}
  for i = 0, 31 do x[i + 1] = m.cpu["x" .. i] end
  return { x = x, kept = m.memory:bytes(kKept, kKeptEnd - kKept), console = m.console }
end

--- `what`: kinds of steps to pick from; `before`: so many with paging off; `paging`, `length`: so many with paging on.
function guests.make(options)
  return function(random)
    local g = make_guest(random, options)
    local program = assemble(g.text, "guest.s")
    local kept = compare.image(g.words, kKept, kKeptEnd)
    local memory = { { at = kBase + kKept, bytes = kept } }
    for _, section in ipairs(program.sections) do memory[#memory + 1] = { at = kBase + section.address, bytes = section.bytes } end
    local task = {
      machine = { policy = "strict", memory = { ram_mib = 8 }, timing = "none" },
      load = { { submission = "provided/start.s" } },
      memory = memory,
      module = "provided/host",
      hooks = { { cause = "any", from = { 0, 1, 2, 3 }, call = "exit" } },
      steps = { { call = "boot", args = { g.typed } }, { run = { cycles = 400000 } }, { call = "finish" } },
      report = { memory = { { at = kBase + kKept, bytes = kKeptEnd - kKept }, { at = kBlock, bytes = 0x308 } }, events = options.exits and 6000 or 0, hooks = 0 },
    }
    if options.nested then task.report.memory[3] = { at = kPool, bytes = kPoolBytes } end
    local needed = { port = g.ports, csr = g.csrs, instruction = g.waits, preempted = g.timers, ["nested-fault"] = kPages + g.outside }
    return task, { native = native_run(g, program, kept), needed = needed, code = { { at = kCode, bytes = program.sections[1].bytes }, { at = kUserPage, bytes = compare.image(g.words, kUser, kUser + 0x80) } } }
  end
end

return guests

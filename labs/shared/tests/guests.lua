-- Random guest programs: plain code that any lab's instructions can be mixed into.
-- Not here: what the bare machine makes of them (native.lua), the instructions of one lab (that lab's cases.lua).
local guests = {}

-- Without timing: what a program does is asked here, not how long it takes.
guests.machine = {policy = "strict", memory = {ram_mib = 2}, timing = "none"}
guests.data = 0x00140000
guests.data_bytes = 256   -- that plain code loads and stores
guests.kept_bytes = 4096  -- that are compared in the end: behind the data a guest may keep notes

-- All but zero, s10 (counts the rounds of a loop) and s11 (where the data lie).
guests.free = {"ra", "sp", "gp", "tp", "t0", "t1", "t2", "s0", "s1", "a0", "a1", "a2", "a3", "a4", "a5", "a6", "a7",
               "s2", "s3", "s4", "s5", "s6", "s7", "s8", "s9", "t3", "t4", "t5", "t6"}

--- A message in both languages; the arguments are the same in both, and a pair {en, pt} among them is taken apart.
function guests.both(en, pt, ...)
  local arguments, argumentos = table.pack(...), table.pack(...)
  for i = 1, arguments.n do
    if type(arguments[i]) == "table" then arguments[i], argumentos[i] = arguments[i].en, arguments[i]["pt-BR"] end
  end
  return {en = en:format(table.unpack(arguments, 1, arguments.n)), ["pt-BR"] = pt:format(table.unpack(argumentos, 1, argumentos.n))}
end

-- ---------------------------------------------------------------- writing a program

local Writer = {}
Writer.__index = Writer

function guests.writer(random) return setmetatable({random = random, lines = {}, labels = 0, points = 0}, Writer) end

function Writer:add(format, ...) self.lines[#self.lines + 1] = "    " .. format:format(...) end
function Writer:label(name) self.lines[#self.lines + 1] = name .. ":" end
function Writer:new_label()
  self.labels = self.labels + 1
  return "l" .. self.labels
end

--- An instruction at which the monitor has to come in.
function Writer:trap(format, ...)
  self.points = self.points + 1
  self.lines[#self.lines + 1] = ("p%d: "):format(self.points) .. format:format(...)
end

function Writer:register() return self.random:pick(guests.free) end

--- Several different ones.
function Writer:registers(count)
  local chosen, taken = {}, {}
  while #chosen < count do
    local name = self:register()
    if not taken[name] then
      taken[name] = true
      chosen[#chosen + 1] = name
    end
  end
  return table.unpack(chosen)
end

local THREE = {"add", "sub", "xor", "or", "and", "sll", "srl", "sra", "slt", "sltu", "mul", "mulhu"}
local WITH_NUMBER = {"addi", "xori", "ori", "andi", "slti", "sltiu"}
local SHIFTS = {"slli", "srli", "srai"}
local LOADS = {lw = 4, lh = 2, lhu = 2, lb = 1, lbu = 1}
local STORES = {sw = 4, sh = 2, sb = 1}
local LOAD_NAMES, STORE_NAMES = {"lw", "lh", "lhu", "lb", "lbu"}, {"sw", "sh", "sb"}
local BRANCHES = {"beq", "bne", "blt", "bge", "bltu", "bgeu"}

function Writer:one_plain()
  local random = self.random
  local kind = random:number(1, 8)
  if kind <= 3 then
    self:add("%s %s, %s, %s", random:pick(THREE), self:register(), self:register(), self:register())
  elseif kind == 4 then
    self:add("%s %s, %s, %d", random:pick(WITH_NUMBER), self:register(), self:register(), random:number(-2048, 2047))
  elseif kind == 5 then
    self:add("%s %s, %s, %d", random:pick(SHIFTS), self:register(), self:register(), random:number(0, 31))
  elseif kind == 6 then
    local name = random:pick(LOAD_NAMES)
    self:add("%s %s, %d(s11)", name, self:register(), random:number(0, guests.data_bytes // LOADS[name] - 1) * LOADS[name])
  else
    local name = random:pick(STORE_NAMES)
    self:add("%s %s, %d(s11)", name, self:register(), random:number(0, guests.data_bytes // STORES[name] - 1) * STORES[name])
  end
end

--- `count` instructions, about, that need nobody's leave: arithmetic, memory, a branch ahead now and then.
function Writer:plain(count)
  local left = count
  while left > 0 do
    if self.random:chance(6) then
      local over = self:new_label()
      self:add("%s %s, %s, %s", self.random:pick(BRANCHES), self:register(), self:register(), over)
      for _ = 1, self.random:number(1, 3) do self:one_plain() end
      self:label(over)
      left = left - 3
    else
      self:one_plain()
      left = left - 1
    end
  end
end

--- `body` again and again, `rounds` times.
function Writer:loop(rounds, body)
  local again = self:new_label()
  self:add("li s10, %d", rounds)
  self:label(again)
  body()
  self:add("addi s10, s10, -1")
  self:add("bnez s10, %s", again)
end

function Writer:begin()
  self:label("start")
  self:add("li s11, 0x%x", guests.data)
end
function Writer:finish()
  self:label("done")
  self:add("j done")
end

--- The whole guest: text, the registers that it begins with (x1 to x31), its data.
function Writer:guest(more)
  local random = self.random
  local guest = more or {}
  guest.text = table.concat(self.lines, "\n") .. "\n"
  guest.points = self.points
  guest.x = {}
  for i = 1, 31 do guest.x[i] = random:chance(4) and random:pick {0, 1, 3, 0x7fffffff, 0x80000000, 0xffffffff} or random:word() end
  local words = {}
  for i = 1, guests.kept_bytes // 4 do words[i] = string.pack("<I4", random:word()) end
  guest.data = table.concat(words)
  guest.program = assemble(guest.text, "guest.s")
  guest.pc = guest.program.symbols.start
  guest.done = guest.program.symbols.done
  return guest
end

--- What a test's tasks have in common. `more`: fields besides, or instead.
function guests.task(guest, more)
  local task = {
    machine = guests.machine,
    load = {{assembly = guest.text, name = "guest.s"}},
    memory = {{at = guests.data, bytes = guest.data}},
    module = "monitor",
    hooks = {{cause = "any", call = "on_trap"}},
    steps = {{call = "boot", args = {{pc = guest.pc, x = guest.x, input = guest.input}}},
             {run = {cycles = 200000, address = guest.done}},
             {call = "state"}},
    report = {memory = {{at = guests.data, bytes = guests.kept_bytes}}, hooks = 2000, events = 0},
  }
  for key, value in pairs(more or {}) do task[key] = value end
  return task
end

return guests

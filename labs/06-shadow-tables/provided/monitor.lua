-- The monitor around your shadow tables: what lab 4 and lab 5 were about, for a guest that uses bank 0, rings 0 and 3, and paging.
-- The guest's ring 0 runs in ring 1 of the real machine, its ring 3 in ring 3.
local shadow = require "shadow"

local monitor = {}
local vcpu

local kEntry = 0x1000
local kBank = { "vector", "epc", "cause", "value", "status", "scratch", "delegate", "imask", "pending" }
local kWritable = {
  vector = 0xfffffffc, epc = 0xfffffffc, cause = 0xffffffff, value = 0xffffffff, status = 0xf, scratch = 0xffffffff,
  delegate = 0xffffffff, imask = 0xffff, pending = 0xffff, root = 0xfffffff1,
}
local kRoot, kRing = 0x7c0, 0x7c2
local kPower = 0xf0

--- Before the guest's first instruction.
function monitor.boot(m)
  vcpu = { root = 0, ring = 0 }
  for _, name in ipairs(kBank) do vcpu[name] = 0 end
  shadow.start(m)
  m.cpu.pc = kEntry
  m.cpu.ring = 1
end

local function real_ring()
  return vcpu.ring == 0 and 1 or vcpu.ring
end

--- The guest's machine takes a trap into its ring 0.
local function deliver(number, value, pc)
  vcpu.epc, vcpu.cause, vcpu.value = pc, number, value
  vcpu.status = (vcpu.status & 1) << 1 | vcpu.ring << 2
  vcpu.ring = 0
  return "redirect", { pc = vcpu.vector, ring = 1, cycles = 40 }
end

local function get(m, n) return n == 0 and 0 or m.cpu["x" .. n] end
local function set(m, n, value) if n ~= 0 then m.cpu["x" .. n] = value & 0xffffffff end end

local function csr_name(number)
  if number >= 0x5c0 and number <= 0x5c8 then return kBank[number - 0x5c0 + 1] end
  if number == kRoot then return "root" end
  if number == kRing then return "ring" end
end

local function write_csr(m, name, value)
  vcpu[name] = value & kWritable[name]
  if name == "root" then shadow.set_root(m, vcpu.root) end
end

local function emulate_csr(m, word)
  local name = csr_name(word >> 20)
  if name == nil then
    error(text{en = "this monitor knows no CSR 0x%03x", ["pt-BR"] = "este monitor não conhece o CSR 0x%03x"}:format(word >> 20))
  end
  local how, rd, rs1 = word >> 12 & 3, word >> 7 & 31, word >> 15 & 31
  local operand = (word >> 14 & 1) == 1 and rs1 or get(m, rs1)
  local old = vcpu[name]
  if how == 1 then write_csr(m, name, operand)
  elseif rs1 ~= 0 then write_csr(m, name, how == 2 and old | operand or old & ~operand) end
  set(m, rd, old)
  return "emulate", { cycles = 20 }
end

--- A privileged instruction of the guest's. In its ring 3 it is the guest's kernel that has to know.
function monitor.privileged(m, trap)
  local word = trap.word
  if vcpu.ring ~= 0 then return deliver(trap.number, trap.value, trap.pc) end
  if word & 0x7f == 0x73 and word >> 12 & 7 ~= 0 then return emulate_csr(m, word) end
  if word == 0x0000000b then  -- tret
    vcpu.ring = vcpu.status >> 2 & 3
    vcpu.status = vcpu.status & ~1 | vcpu.status >> 1 & 1
    return "redirect", { pc = vcpu.epc, ring = real_ring(), cycles = 20 }
  end
  if word & 0xfe007fff == 0x0000100b then  -- tlbflush: a register x0 means every one
    local rs1, rs2 = word >> 15 & 31, word >> 20 & 31
    shadow.flush(m, rs1 ~= 0 and get(m, rs1) or nil, rs2 ~= 0 and get(m, rs2) & 0xff or nil)
    return "emulate", { cycles = 20 }
  end
  if word & 0x707f == 0x0000300b then  -- out
    local port = (get(m, word >> 15 & 31) + (word >> 25 << 5 | word >> 7 & 31)) & 0xffff
    if port == kPower then return "stop", { message = "the guest has turned its machine off" } end
  end
  error(text{en = "this monitor cannot emulate 0x%08x at 0x%08x: did a page that your tables lead to hold other code than the guest's?",
             ["pt-BR"] = "este monitor não sabe emular 0x%08x em 0x%08x: uma página a que suas tabelas levam tinha outro código que não o do convidado?"}:format(word, trap.pc))
end

local kAccess = { ["load-page"] = "load", ["store-page"] = "store", ["fetch-page"] = "fetch" }
local kPageFault = { load = 13, store = 15, fetch = 12 }
local kAccessFault = { load = 5, store = 7, fetch = 1 }

--- A page fault of the real machine. Whose it is, your function says.
function monitor.page(m, trap)
  local access = kAccess[trap.cause]
  local what = shadow.fault(m, vcpu, access, trap.value)
  if what == "filled" then return "retry", { cycles = 60 } end
  if what == "page" then return deliver(kPageFault[access], trap.value, trap.pc) end
  if what == "memory" then return deliver(kAccessFault[access], trap.value, trap.pc) end
  error(text{en = 'shadow.fault returned %s; it returns "filled", "page" or "memory"', ["pt-BR"] = 'shadow.fault devolveu %s; ela devolve "filled", "page" ou "memory"'}:format(tostring(what)))
end

--- Everything else is the guest's own.
function monitor.other(m, trap)
  return deliver(trap.number, trap.value, trap.pc)
end

return monitor

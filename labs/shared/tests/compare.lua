-- What judges need who compare a guest's run with the same guest's on a bare machine: words in bytes, and traps and messages in words.
local compare = {}

local kCauses = { [1] = "fetch-access", [5] = "load-access", [7] = "store-access", [8] = "ecall", [10] = "privileged", [12] = "fetch-page", [13] = "load-page", [15] = "store-page", [0x80000000] = "irq0" }

--- A message in both languages, with the same values in it.
function compare.say(en, pt, ...)
  return { en = string.format(en, ...), ["pt-BR"] = string.format(pt, ...) }
end

function compare.word(bytes, offset)
  return (string.unpack("<I4", bytes, offset + 1))
end

--- The bytes of a memory from `from` to `to`, which `words` holds by address; what it does not hold is 0.
function compare.image(words, from, to)
  local parts = {}
  for at = from, to - 4, 4 do parts[#parts + 1] = string.pack("<I4", (words[at] or 0) & 0xffffffff) end
  return table.concat(parts)
end

--- Where lab guests' kernels note a trap they write four words: cause, value, epc, status.
compare.trap_bytes = 16

--- Such a note, in words. `code`: a list of {at = virtual address, bytes =} in which the instruction is looked up.
function compare.trap(code, bytes, offset)
  local cause, value, pc, status = string.unpack("<I4I4I4I4", bytes, offset + 1)
  if cause == 0 then return text { en = "none", ["pt-BR"] = "nenhum" } end
  local instruction = ""
  for _, piece in ipairs(code) do
    if pc >= piece.at and pc + 4 <= piece.at + #piece.bytes then instruction = " (" .. disassemble(compare.word(piece.bytes, pc - piece.at), pc) .. ")" end
  end
  return string.format("%s, value 0x%08x, pc 0x%08x%s, ring %d", kCauses[cause] or ("cause " .. cause), value, pc, instruction, status >> 2 & 3)
end

--- What a guest's registers hold at its end that its own code has put there.
compare.registers = { 8, 1, 5, 6, 7, 26, 27, 28, 29, 30, 31 }

return compare

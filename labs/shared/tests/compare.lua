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
  local places = {}
  for at in pairs(words) do
    if at >= from and at < to then places[#places + 1] = at end
  end
  table.sort(places)
  local parts, reached = {}, from
  for _, at in ipairs(places) do
    parts[#parts + 1] = string.rep("\0", at - reached)
    parts[#parts + 1] = string.pack("<I4", words[at] & 0xffffffff)
    reached = at + 4
  end
  parts[#parts + 1] = string.rep("\0", to - reached)
  return table.concat(parts)
end

local kPiece = 1024

--- The offset, from `from` on and before `to`, of the first word in which two memories differ, but for the bits of `ignored`; nil: there is none.
function compare.difference(one, other, from, to, ignored)
  for at = from, to - 1, kPiece do
    local behind = math.min(at + kPiece, to)
    if one:sub(at + 1, behind) ~= other:sub(at + 1, behind) then
      for offset = at, behind - 4, 4 do
        if (compare.word(one, offset) ~ compare.word(other, offset)) & ~(ignored or 0) ~= 0 then return offset end
      end
    end
  end
  return nil
end

--- " (lw t1, 0(t0))" of an address in `code`, a list of {at = virtual address, bytes =}; nothing elsewhere.
function compare.instruction(code, pc)
  for _, piece in ipairs(code) do
    if pc >= piece.at and pc + 4 <= piece.at + #piece.bytes then return " (" .. disassemble(compare.word(piece.bytes, pc - piece.at), pc) .. ")" end
  end
  return ""
end

--- Where lab guests' kernels note a trap they write four words: cause, value, epc, status.
compare.trap_bytes = 16

--- Such a note, in words. `code`: where the instruction is looked up.
function compare.trap(code, bytes, offset)
  local cause, value, pc, status = string.unpack("<I4I4I4I4", bytes, offset + 1)
  if cause == 0 then return text { en = "none", ["pt-BR"] = "nenhum" } end
  return text { en = "%s, value 0x%08x, pc 0x%08x%s, ring %d", ["pt-BR"] = "%s, valor 0x%08x, pc 0x%08x%s, anel %d" }
    :format(kCauses[cause] or ("cause " .. cause), value, pc, compare.instruction(code, pc), status >> 2 & 3)
end

--- What a guest's registers hold at its end that its own code has put there.
compare.registers = { 8, 1, 5, 6, 7, 26, 27, 28, 29, 30, 31 }

return compare

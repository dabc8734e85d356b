-- Lab 2: which instructions are sensitive, and do they trap?
local classifier = {}

local kRings = { 0, 1, 2, 3 }

-- A right that ring 0 gave away: an instruction that runs then may be privileged all the same.
local function granted(field) return field ~= nil and field:sub(1, 5) == "grant" end

-- One execution. Notes in `seen` what it says about its instruction; nothing if it trapped.
local function try(world, word, ring, field, seen)
  local outcome = world:execute { word = word, ring = ring, field = field }
  if outcome.trapped then return nil end
  if ring == 0 then
    seen.runs_inside = true
  elseif not granted(field) then
    seen.silent_outside = true
  end
  if #outcome.changes > 0 then seen[ring] = true end
  return outcome
end

-- Sensitive in ring r: seen[r]. Both states of a comparison are in that ring, unless the ring is what differs.
local function try_word(world, word, seen)
  local usual = {}
  for _, ring in ipairs(kRings) do
    usual[ring] = try(world, word, ring, nil, seen)
    for _, field in ipairs(world:fields(ring)) do
      local other = try(world, word, ring, field, seen)
      if usual[ring] and other and usual[ring].program ~= other.program then seen[ring] = true end
    end
  end
  for inner = 0, 2 do
    for outer = inner + 1, 3 do
      if usual[inner] and usual[outer] and usual[inner].program ~= usual[outer].program then seen[inner] = true end
    end
  end
end

local function class_of(seen)
  local privileged = seen.runs_inside and not seen.silent_outside
  if privileged then return "privileged" end
  if seen[3] then return "user-sensitive" end
  if seen[0] or seen[1] or seen[2] then return "sensitive" end
  return "innocuous"
end

function classifier.classify(world, subjects)
  local verdict = { classes = {}, theorem1 = true, theorem3 = true }
  for _, subject in ipairs(subjects) do
    local seen = {}
    for _, word in ipairs(subject.words) do try_word(world, word, seen) end
    local class = class_of(seen)
    verdict.classes[subject.name] = class
    if class == "sensitive" or class == "user-sensitive" then verdict.theorem1 = false end
    if class == "user-sensitive" then verdict.theorem3 = false end
  end
  return verdict
end

return classifier

-- Finds nothing, without looking.
local function classify(_, subjects)
  local classes = {}
  for _, subject in ipairs(subjects) do classes[subject.name] = "innocuous" end
  return { classes = classes, theorem1 = true, theorem3 = true }
end
return { classify = classify }

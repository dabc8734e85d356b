-- As popf is, everything is.
local function classify(_, subjects)
  local classes = {}
  for _, subject in ipairs(subjects) do classes[subject.name] = "sensitive" end
  return { classes = classes, theorem1 = false, theorem3 = true }
end
return { classify = classify }

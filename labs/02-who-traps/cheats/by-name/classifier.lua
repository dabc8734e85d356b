-- Holds what a strict machine is like, and what the visible tests once showed, and never tries anything.
local kSeen = { ei = "sensitive", di = "sensitive", probe = "sensitive", ["csrrs/vector0"] = "user-sensitive", ["csrrs/ring"] = "sensitive" }
local kPrivileged = { "^csrr.*/%a+[012]$", "^csrr.*/root$", "^csrr.*/grant$", "^csrr.*/assist$", "^wfi$", "^tlbflush$", "^in$", "^out$", "^tret$" }
local function classify(_, subjects)
  local classes = {}
  for _, subject in ipairs(subjects) do
    local class = kSeen[subject.name] or "innocuous"
    for _, pattern in ipairs(kPrivileged) do
      if class == "innocuous" and subject.name:find(pattern) then class = "privileged" end
    end
    classes[subject.name] = class
  end
  return { classes = classes, theorem1 = false, theorem3 = false }
end
return { classify = classify }

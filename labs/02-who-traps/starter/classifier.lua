-- Lab 2: which instructions are sensitive, and do they trap?
local classifier = {}

-- world     tries one instruction at a time:
--             world:execute{word = w, ring = r, field = f or nil} -> {trapped =, program =, resources =, changes = {..}}
--             world:fields(r) -> the names of what may be different about the machine in ring r
-- subjects  what is to be classified: {{name = "csrrs/root", words = {..}}, ..}
-- Returns {classes = {[name] = "innocuous" | "privileged" | "sensitive" | "user-sensitive", ..}, theorem1 = true | false, theorem3 = true | false}
function classifier.classify(world, subjects)
  to_be_written("classify(world, subjects)")
end

return classifier

return setmetatable({}, { __index = function() return function() return {}, {} end end })

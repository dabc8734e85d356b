local answer = {}
function answer.after(m, trap)
    return "stop", {message = "done"}
end
return answer

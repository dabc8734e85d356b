local answer = {}
function answer.after(m, trap)
    error("to be written: what happens after a privileged instruction")
end
return answer

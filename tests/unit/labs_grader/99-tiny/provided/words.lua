-- What a hook answers.
return {done = "emulate"}

<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt_BR" sourcelanguage="en">
<context>
    <name>anel::gui::RegisterModel</name>
    <message>
        <source>changed</source>
        <translation>mudou</translation>
    </message>
    <message>
        <source>unchanged</source>
        <translation>não mudou</translation>
    </message>
    <message>
        <source>Marked: changed since the last stop</source>
        <translation>Marcado: mudou desde a última parada</translation>
    </message>
    <message>
        <source>Register</source>
        <translation>Registrador</translation>
    </message>
    <message>
        <source>Hex</source>
        <translation>Hex</translation>
    </message>
    <message>
        <source>Signed</source>
        <translation>Com sinal</translation>
    </message>
    <message>
        <source>Unsigned</source>
        <translation>Sem sinal</translation>
    </message>
    <message>
        <source>Characters</source>
        <translation>Caracteres</translation>
    </message>
    <message>
        <source>Binary</source>
        <translation>Binário</translation>
    </message>
    <message>
        <source>program counter: the address of the next instruction</source>
        <translation>contador de programa: o endereço da próxima instrução</translation>
    </message>
    <message>
        <source>always 0</source>
        <translation>sempre 0</translation>
    </message>
    <message>
        <source>return address</source>
        <translation>endereço de retorno</translation>
    </message>
    <message>
        <source>stack pointer</source>
        <translation>ponteiro da pilha</translation>
    </message>
    <message>
        <source>global pointer</source>
        <translation>ponteiro global</translation>
    </message>
    <message>
        <source>thread pointer</source>
        <translation>ponteiro da thread</translation>
    </message>
    <message>
        <source>argument of a call, and its result</source>
        <translation>argumento de uma chamada e seu resultado</translation>
    </message>
    <message>
        <source>argument of a call; of a system call its number</source>
        <translation>argumento de uma chamada; de uma chamada de sistema, o número</translation>
    </message>
    <message>
        <source>argument of a call</source>
        <translation>argumento de uma chamada</translation>
    </message>
    <message>
        <source>kept by whoever is called</source>
        <translation>preservado por quem é chamado</translation>
    </message>
    <message>
        <source>for the moment: a call may change it</source>
        <translation>temporário: uma chamada pode mudá-lo</translation>
    </message>
</context>
</TS>

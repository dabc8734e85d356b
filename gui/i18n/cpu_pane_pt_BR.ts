<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt_BR" sourcelanguage="en">
<context>
    <name>anel::gui::CpuPane</name>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>The processor&apos;s registers. A dot marks those that the last move changed. System registers are listed by the ring whose they are; open one to see its fields.</source>
        <translation>Os registradores do processador. Um ponto marca os que o último movimento mudou. Os registradores de sistema estão listados pelo anel a que pertencem; abra um para ver seus campos.</translation>
    </message>
    <message>
        <source>There is no machine.</source>
        <translation>Não há máquina.</translation>
    </message>
    <message>
        <source>%1 (%2), pc %3</source>
        <comment>ring, who lives there, address</comment>
        <translation>%1 (%2), pc %3</translation>
    </message>
    <message>
        <source>(waits for an interrupt)</source>
        <translation>(espera uma interrupção)</translation>
    </message>
    <message>
        <source>Registers</source>
        <translation>Registradores</translation>
    </message>
    <message>
        <source>System registers</source>
        <translation>Registradores de sistema</translation>
    </message>
    <message>
        <source>General registers</source>
        <translation>Registradores gerais</translation>
    </message>
    <message>
        <source>System registers by ring</source>
        <translation>Registradores de sistema por anel</translation>
    </message>
    <message>
        <source>Where the processor is</source>
        <translation>Onde o processador está</translation>
    </message>
</context>
</TS>

<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt_BR" sourcelanguage="en">
<context>
    <name>RaceText</name>
    <message>
        <source>guest instructions</source>
        <translation>instruções do convidado</translation>
    </message>
    <message>
        <source>program instructions</source>
        <translation>instruções dos programas</translation>
    </message>
    <message>
        <source>Aligned by all instructions of the guest: those that it executed, and those that the monitor did in its place. The slower one has more timer interrupts, whose handling counts as well.</source>
        <translation>Alinhados por todas as instruções do convidado: as que ele executou e as que o monitor fez no lugar dele. O mais lento tem mais interrupções do temporizador, e atendê-las também conta.</translation>
    </message>
    <message>
        <source>Aligned by the programs&apos; instructions (ring 3): they are the same in every mode. While the kernel works, the cycles grow and the progress does not.</source>
        <translation>Alinhados pelas instruções dos programas (anel 3): são as mesmas em todos os modos. Enquanto o núcleo trabalha, os ciclos crescem e o progresso não.</translation>
    </message>
    <message>
        <source>At %1 %2: %3 has taken %4 cycles, %5 has taken %6.</source>
        <comment>number, of what, mode, number, mode, number</comment>
        <translation>Com %1 %2: %3 levou %4 ciclos, %5 levou %6.</translation>
    </message>
    <message>
        <source>That is %1 times as many.</source>
        <translation>É %1 vezes mais.</translation>
    </message>
    <message>
        <source>hung: stopped at %1 times the other&apos;s cycles</source>
        <translation>travou: parado ao chegar a %1 vezes os ciclos do outro</translation>
    </message>
    <message>
        <source>triple fault</source>
        <translation>falta tripla</translation>
    </message>
    <message>
        <source>stuck: it waits for an interrupt, and none can come</source>
        <translation>preso: espera uma interrupção, e nenhuma pode vir</translation>
    </message>
    <message>
        <source>the monitor or the guest gave up</source>
        <translation>o monitor ou o convidado desistiu</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>cancelado</translation>
    </message>
    <message>
        <source>powered off</source>
        <translation>desligado</translation>
    </message>
</context>
</TS>

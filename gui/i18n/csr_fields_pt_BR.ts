<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt_BR" sourcelanguage="en">
<context>
    <name>CsrFields</name>
    <message>
        <source>all</source>
        <translation>todas</translation>
    </message>
    <message>
        <source>none</source>
        <translation>nenhuma</translation>
    </message>
    <message>
        <source>on</source>
        <translation>ligado</translation>
    </message>
    <message>
        <source>off</source>
        <translation>desligado</translation>
    </message>
    <message>
        <source>interrupts %1</source>
        <translation>interrupções: %1</translation>
    </message>
    <message>
        <source>before the trap: interrupts %1</source>
        <translation>antes da trap: interrupções: %1</translation>
    </message>
    <message>
        <source>the trap was an exit of the guest</source>
        <translation>a trap foi uma saída do convidado</translation>
    </message>
    <message>
        <source>the trap came from ring −1 itself</source>
        <translation>a trap veio do próprio anel −1</translation>
    </message>
    <message>
        <source>the trap came from ring %1</source>
        <translation>a trap veio do anel %1</translation>
    </message>
    <message>
        <source>interrupt</source>
        <translation>interrupção</translation>
    </message>
    <message>
        <source>an interrupt</source>
        <translation>uma interrupção</translation>
    </message>
    <message>
        <source>an exception</source>
        <translation>uma exceção</translation>
    </message>
    <message>
        <source>code</source>
        <translation>código</translation>
    </message>
    <message>
        <source>causes</source>
        <translation>causas</translation>
    </message>
    <message>
        <source>lines</source>
        <translation>linhas</translation>
    </message>
    <message>
        <source>paging is on</source>
        <translation>a paginação está ligada</translation>
    </message>
    <message>
        <source>paging is off</source>
        <translation>a paginação está desligada</translation>
    </message>
    <message>
        <source>the address space&apos;s number</source>
        <translation>o número do espaço de endereçamento</translation>
    </message>
    <message>
        <source>table</source>
        <translation>tabela</translation>
    </message>
    <message>
        <source>where the level-1 table lies</source>
        <translation>onde está a tabela de nível 1</translation>
    </message>
    <message>
        <source>ring %1</source>
        <translation>anel %1</translation>
    </message>
    <message>
        <source>has its trap bank</source>
        <translation>tem seu banco de traps</translation>
    </message>
    <message>
        <source>has no trap bank</source>
        <translation>não tem banco de traps</translation>
    </message>
    <message>
        <source>time</source>
        <translation>tempo</translation>
    </message>
    <message>
        <source>rings 0 to %1 read the time</source>
        <translation>os anéis 0 a %1 leem o tempo</translation>
    </message>
    <message>
        <source>there</source>
        <translation>presente</translation>
    </message>
    <message>
        <source>the machine has ring −1</source>
        <translation>a máquina tem o anel −1</translation>
    </message>
    <message>
        <source>the machine has no ring −1</source>
        <translation>a máquina não tem o anel −1</translation>
    </message>
    <message>
        <source>locked</source>
        <translation>trancado</translation>
    </message>
    <message>
        <source>nobody can enter it until reset</source>
        <translation>ninguém entra nele até o reinício</translation>
    </message>
    <message>
        <source>ring 0 can enter it</source>
        <translation>o anel 0 pode entrar nele</translation>
    </message>
    <message>
        <source>where traps into this ring go</source>
        <translation>para onde vão as traps deste anel</translation>
    </message>
    <message>
        <source>pc of the instruction that trapped</source>
        <translation>pc da instrução que causou a trap</translation>
    </message>
    <message>
        <source>why it trapped</source>
        <translation>por que houve a trap</translation>
    </message>
    <message>
        <source>the address or instruction word that goes with the cause</source>
        <translation>o endereço ou a palavra de instrução que acompanha a causa</translation>
    </message>
    <message>
        <source>interrupts now and before the trap, and where the trap came from</source>
        <translation>interrupções agora e antes da trap, e de onde a trap veio</translation>
    </message>
    <message>
        <source>for the trap handler&apos;s own use</source>
        <translation>para uso do próprio tratador de traps</translation>
    </message>
    <message>
        <source>what goes on to the next granted ring</source>
        <translation>o que segue para o próximo anel autorizado</translation>
    </message>
    <message>
        <source>lines that may interrupt this ring</source>
        <translation>linhas que podem interromper este anel</translation>
    </message>
    <message>
        <source>interrupts that software aims at this ring</source>
        <translation>interrupções que o software dirige a este anel</translation>
    </message>
    <message>
        <source>the page tables in force</source>
        <translation>as tabelas de páginas em vigor</translation>
    </message>
    <message>
        <source>rings that have their bank, and who reads the time</source>
        <translation>anéis que têm seu banco, e quem lê o tempo</translation>
    </message>
    <message>
        <source>the current ring</source>
        <translation>o anel atual</translation>
    </message>
    <message>
        <source>cycles since reset, low word</source>
        <translation>ciclos desde o reinício, palavra baixa</translation>
    </message>
    <message>
        <source>cycles since reset, high word</source>
        <translation>ciclos desde o reinício, palavra alta</translation>
    </message>
    <message>
        <source>hardware assist</source>
        <translation>assistência de hardware</translation>
    </message>
    <message>
        <source>ring −1&apos;s own page tables</source>
        <translation>as tabelas de páginas do próprio anel −1</translation>
    </message>
</context>
</TS>

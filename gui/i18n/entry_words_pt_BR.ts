<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt_BR" sourcelanguage="en">
<context>
    <name>Entry</name>
    <message>
        <source>level-0 table at %1</source>
        <translation>tabela de nível 0 em %1</translation>
    </message>
    <message>
        <source>4 MiB page at %1</source>
        <translation>página de 4 MiB em %1</translation>
    </message>
    <message>
        <source>4 KiB page at %1</source>
        <translation>página de 4 KiB em %1</translation>
    </message>
    <message>
        <source>not valid: V is clear</source>
        <translation>inválida: V é zero</translation>
    </message>
    <message>
        <source>not valid: W without R</source>
        <translation>inválida: W sem R</translation>
    </message>
    <message>
        <source>not valid: neither R, W nor X</source>
        <translation>inválida: nem R, nem W, nem X</translation>
    </message>
    <message>
        <source>not valid: no multiple of 4 MiB</source>
        <translation>inválida: não é múltiplo de 4 MiB</translation>
    </message>
    <message>
        <source>there is no memory there</source>
        <translation>não há memória ali</translation>
    </message>
    <message>
        <source>the nested tables do not lead there</source>
        <translation>as tabelas aninhadas não levam até ali</translation>
    </message>
    <message>
        <source>load</source>
        <translation>leitura</translation>
    </message>
    <message>
        <source>store</source>
        <translation>escrita</translation>
    </message>
    <message>
        <source>fetch</source>
        <translation>busca de instrução</translation>
    </message>
    <message>
        <source>A load from %1 by %2</source>
        <translation>Uma leitura de %1 pelo %2</translation>
    </message>
    <message>
        <source>A store to %1 by %2</source>
        <translation>Uma escrita em %1 pelo %2</translation>
    </message>
    <message>
        <source>A fetch from %1 by %2</source>
        <translation>Uma busca de instrução em %1 pelo %2</translation>
    </message>
    <message>
        <source>%1 goes through, to physical %2.</source>
        <translation>%1 passa, até o endereço físico %2.</translation>
    </message>
    <message>
        <source>%1 is a page fault: nothing is mapped there.</source>
        <translation>%1 é uma falta de página: nada está mapeado ali.</translation>
    </message>
    <message>
        <source>rings %1</source>
        <translation>anéis %1</translation>
    </message>
    <message>
        <source>%1 is a page fault: the page allows %2.</source>
        <translation>%1 é uma falta de página: a página permite %2.</translation>
    </message>
    <message>
        <source>%1 exits to the monitor: the nested tables lead nowhere.</source>
        <translation>%1 sai para o monitor: as tabelas aninhadas não levam a lugar nenhum.</translation>
    </message>
    <message>
        <source>%1 exits to the monitor: the nested page allows %2.</source>
        <translation>%1 sai para o monitor: a página aninhada permite %2.</translation>
    </message>
    <message>
        <source>%1 is an access fault: there is no memory at physical %2.</source>
        <translation>%1 é uma falta de acesso: não há memória no endereço físico %2.</translation>
    </message>
    <message>
        <source>guest-physical %1</source>
        <translation>físico do convidado %1</translation>
    </message>
    <message>
        <source>physical %1</source>
        <translation>físico %1</translation>
    </message>
    <message>
        <source>Reference %1 of %2: for %3, nested level-%4 entry %5 at %6 is %7.</source>
        <translation>Referência %1 de %2: para %3, a entrada aninhada de nível %4, índice %5, em %6, é %7.</translation>
    </message>
    <message>
        <source>Reference %1 of %2: for %3, level-%4 entry %5 at %6 is %7.</source>
        <translation>Referência %1 de %2: para %3, a entrada de nível %4, índice %5, em %6, é %7.</translation>
    </message>
    <message>
        <source>%1 is a page fault: this page is not open to that ring (open to: %2).</source>
        <comment>an access, rings</comment>
        <translation>%1 é uma falta de página: esta página não está aberta a esse anel (aberta a: %2).</translation>
    </message>
</context>
</TS>

<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt_BR" sourcelanguage="en">
<context>
    <name>anel::gui::TablesPage</name>
    <message>
        <source>The monitor has no guest yet: these are the tables in force.</source>
        <translation>O monitor ainda não tem convidado: estas são as tabelas em vigor.</translation>
    </message>
    <message>
        <source>There is no monitor: the machine walks the kernel&apos;s own tables, and there are no others.</source>
        <translation>Não há monitor: a máquina percorre as tabelas do próprio núcleo, e não há outras.</translation>
    </message>
    <message>
        <source>There are no nested tables: the machine walks the shadows, which the monitor makes from the guest&apos;s.</source>
        <translation>Não há tabelas aninhadas: a máquina percorre as sombras, que o monitor faz a partir das tabelas do convidado.</translation>
    </message>
    <message>
        <source>The machine walks the guest&apos;s own tables, which the monitor has checked: there are neither shadows nor nested tables.</source>
        <translation>A máquina percorre as tabelas do próprio convidado, que o monitor verificou: não há sombras nem tabelas aninhadas.</translation>
    </message>
    <message>
        <source>There are no shadows: the machine walks the guest&apos;s own tables, and for each of their addresses the nested ones.</source>
        <translation>Não há sombras: a máquina percorre as tabelas do próprio convidado e, para cada endereço delas, as aninhadas.</translation>
    </message>
    <message>
        <source>root %1</source>
        <translation>raiz %1</translation>
    </message>
    <message>
        <source>paging is off</source>
        <translation>paginação desligada</translation>
    </message>
    <message>
        <source>no valid entry</source>
        <translation>nenhuma entrada válida</translation>
    </message>
    <message>
        <source>&lt;b&gt;Guest&apos;s tables&lt;/b&gt;: virtual to guest-physical</source>
        <translation>&lt;b&gt;Tabelas do convidado&lt;/b&gt;: de virtual a físico do convidado</translation>
    </message>
    <message>
        <source>&lt;b&gt;Shadow tables&lt;/b&gt;: virtual to real</source>
        <translation>&lt;b&gt;Tabelas sombra&lt;/b&gt;: de virtual a real</translation>
    </message>
    <message>
        <source>&lt;b&gt;Nested tables&lt;/b&gt;: guest-physical to real</source>
        <translation>&lt;b&gt;Tabelas aninhadas&lt;/b&gt;: de físico do convidado a real</translation>
    </message>
    <message>
        <source>Guest&apos;s page tables</source>
        <translation>Tabelas de páginas do convidado</translation>
    </message>
    <message>
        <source>Shadow page tables</source>
        <translation>Tabelas de páginas sombra</translation>
    </message>
    <message>
        <source>Nested page tables</source>
        <translation>Tabelas de páginas aninhadas</translation>
    </message>
    <message>
        <source>changed or new: %1</source>
        <translation>mudaram ou são novas: %1</translation>
    </message>
    <message>
        <source>gone: %1</source>
        <translation>sumiram: %1</translation>
    </message>
    <message>
        <source>no entry for %1</source>
        <translation>nenhuma entrada para %1</translation>
    </message>
</context>
</TS>

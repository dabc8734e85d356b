<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt_BR" sourcelanguage="en">
<context>
    <name>anel::gui::MainWindow</name>
    <message>
        <source>Anel</source>
        <translation>Anel</translation>
    </message>
    <message>
        <source>Controls</source>
        <translation>Controles</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Mensagens</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Arquivo</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>&amp;Executar</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>Exi&amp;bir</translation>
    </message>
    <message>
        <source>&amp;Panes</source>
        <translation>&amp;Painéis</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>&amp;Tema</translation>
    </message>
    <message>
        <source>Lan&amp;guage</source>
        <translation>&amp;Idioma</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>A&amp;juda</translation>
    </message>
    <message>
        <source>&amp;Open a machine…</source>
        <translation>&amp;Abrir uma máquina…</translation>
    </message>
    <message>
        <source>The &amp;bundled machine</source>
        <translation>A máquina que acompanha o &amp;programa</translation>
    </message>
    <message>
        <source>&amp;Export the pane…</source>
        <translation>&amp;Exportar o painel…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Sair</translation>
    </message>
    <message>
        <source>&amp;Lecture</source>
        <translation>&amp;Aula</translation>
    </message>
    <message>
        <source>&amp;Debug</source>
        <translation>&amp;Depuração</translation>
    </message>
    <message>
        <source>&amp;Reset layout</source>
        <translation>&amp;Restaurar a disposição</translation>
    </message>
    <message>
        <source>&amp;One pane on the whole screen</source>
        <translation>&amp;Um painel na tela inteira</translation>
    </message>
    <message>
        <source>L&amp;arger text</source>
        <translation>Texto &amp;maior</translation>
    </message>
    <message>
        <source>&amp;Smaller text</source>
        <translation>Texto m&amp;enor</translation>
    </message>
    <message>
        <source>&amp;Usual size of text</source>
        <translation>Tamanho &amp;normal do texto</translation>
    </message>
    <message>
        <source>As the &amp;system</source>
        <translation>Como o &amp;sistema</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Claro</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Escuro</translation>
    </message>
    <message>
        <source>&amp;High contrast</source>
        <translation>&amp;Alto contraste</translation>
    </message>
    <message>
        <source>About this &amp;pane</source>
        <translation>Sobre este &amp;painel</translation>
    </message>
    <message>
        <source>&amp;About Anel</source>
        <translation>&amp;Sobre o Anel</translation>
    </message>
    <message>
        <source>Go to %1</source>
        <translation>Ir a %1</translation>
    </message>
    <message>
        <source>&amp;Welcome page</source>
        <translation>Página de &amp;boas-vindas</translation>
    </message>
    <message>
        <source>&amp;On with the lesson</source>
        <translation>&amp;Avançar no cenário</translation>
    </message>
    <message>
        <source>&amp;Back in the lesson</source>
        <translation>&amp;Voltar no cenário</translation>
    </message>
    <message>
        <source>&amp;End the lesson</source>
        <translation>&amp;Encerrar o cenário</translation>
    </message>
    <message>
        <source>How far the way through the run is</source>
        <translation>Quanto já se andou do caminho pela execução</translation>
    </message>
    <message>
        <source>&amp;Bring forward</source>
        <translation>Trazer à &amp;frente</translation>
    </message>
    <message>
        <source>Pane out of the &amp;window, or back</source>
        <translation>Painel para fora da &amp;janela, ou de volta</translation>
    </message>
    <message>
        <source>&amp;Lesson plan</source>
        <translation>Plano de a&amp;ula</translation>
    </message>
</context>
</TS>

<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt_BR" sourcelanguage="en">
<context>
    <name>anel::gui::LabPane</name>
    <message>
        <source>Lab</source>
        <translation>Lab</translation>
    </message>
    <message>
        <source>A lab&apos;s page, the files that you write, and what they are worth: Check runs the visible tests in the background and says for each that fails what was seen and what to do next; Enter on it goes to the line. Escape leaves the editor. Ctrl+S keeps what is written, in a folder that you choose once.</source>
        <translation>A página de um lab, os arquivos que você escreve e quanto eles valem: Verificar executa os testes visíveis em segundo plano e diz, de cada um que falha, o que foi visto e o que fazer em seguida; Enter sobre ele vai à linha. Escape sai do editor. Ctrl+S guarda o que foi escrito, em uma pasta que você escolhe uma vez.</translation>
    </message>
    <message>
        <source>Hint %1</source>
        <translation>Dica %1</translation>
    </message>
    <message>
        <source>The first hint says least. Try without one for a while.</source>
        <translation>A primeira dica é a que menos diz. Tente sem ela por um tempo.</translation>
    </message>
    <message>
        <source>Show h&amp;int %1 of %2</source>
        <translation>Mostrar &amp;dica %1 de %2</translation>
    </message>
    <message>
        <source>There are no more hints</source>
        <translation>Não há mais dicas</translation>
    </message>
    <message>
        <source>&amp;Lab:</source>
        <translation>&amp;Lab:</translation>
    </message>
    <message>
        <source>S&amp;tudent:</source>
        <translation>Es&amp;tudante:</translation>
    </message>
    <message>
        <source>How your course knows you: the tests ask you questions of your own</source>
        <translation>Como seu curso conhece você: os testes lhe fazem perguntas só suas</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>Ab&amp;rir…</translation>
    </message>
    <message>
        <source>Works in a folder that `anel lab new` or New has made</source>
        <translation>Trabalha em uma pasta feita por `anel lab new` ou por Nova</translation>
    </message>
    <message>
        <source>&amp;New…</source>
        <translation>&amp;Nova…</translation>
    </message>
    <message>
        <source>Makes a folder of this lab, and keeps there what you write</source>
        <translation>Faz uma pasta deste lab e guarda nela o que você escreve</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Cancelar</translation>
    </message>
    <message>
        <source>&amp;Check</source>
        <translation>Veri&amp;ficar</translation>
    </message>
    <message>
        <source>Runs the visible tests (in the background)</source>
        <translation>Executa os testes visíveis (em segundo plano)</translation>
    </message>
    <message>
        <source>checking…</source>
        <translation>verificando…</translation>
    </message>
    <message>
        <source>not checked</source>
        <translation>não verificado</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>Página</translation>
    </message>
    <message>
        <source>Hints</source>
        <translation>Dicas</translation>
    </message>
    <message>
        <source>The lab&apos;s page</source>
        <translation>A página do lab</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Arquivos</translation>
    </message>
    <message>
        <source>The file</source>
        <translation>O arquivo</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Resultados</translation>
    </message>
    <message>
        <source>What the test saw</source>
        <translation>O que o teste viu</translation>
    </message>
    <message>
        <source>To stop there and look around, in a terminal in your folder: anel lab debug --only %1</source>
        <translation>Para parar ali e olhar em volta, em um terminal na sua pasta: anel lab debug --only %1</translation>
    </message>
</context>
</TS>

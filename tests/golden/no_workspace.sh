# Outside a workspace every command says how to make one, and nothing is made.
for command in history rates "check data" forecast backtest "table T5" "chart C1" "report build position"; do
    homeward $command 2>&1 || echo "status $?"
done
ls -A

"""What every workbook of results is made of: pages, tables, charts and the figures behind them."""

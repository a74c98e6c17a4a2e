"""What a sheet shows as tables: workbook and CSV."""

@echo off
rem Fengtai map: double-click. Installs beside itself once, without network, then opens the browser.
rem ASCII only: what is said stands in words\, which cmd prints as UTF-8.
chcp 65001 >nul
setlocal
cd /d "%~dp0"
set "PYTHONUTF8=1"
set "FITS=import sys, venv; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))"

set "PYTHON="
call :try "%~dp0python\python.exe"
for %%V in (3.14 3.13 3.12 3.11) do call :launcher %%V
call :try python
call :try python3
if not defined PYTHON goto :missing

if exist ".venv\.made" goto :run
type words\first.txt
if exist ".venv" rmdir /s /q ".venv"
%PYTHON% -m venv --without-pip ".venv" >>fengtai-map.log 2>&1 || goto :failed
for %%P in (wheels\pip-*.whl) do set "PIP=%%P"
".venv\Scripts\python.exe" "%PIP%\pip" --disable-pip-version-check install --quiet --no-index ^
    --no-compile --find-links wheels -r requirements-run.txt >>fengtai-map.log 2>&1 || goto :failed
type nul >".venv\.made"

:run
type words\running.txt
set "PYTHONPATH=%~dp0src"
".venv\Scripts\python.exe" serve.py --open 2>>fengtai-map.log
if errorlevel 1 goto :stopped
exit /b 0

rem Take this program as Python if it is one that fits and none is taken yet.
:try
if defined PYTHON exit /b 0
"%~1" -c "%FITS%" >nul 2>&1 && set PYTHON="%~1"
exit /b 0

rem The same for a version that the launcher of python.org knows.
:launcher
if defined PYTHON exit /b 0
py -%1 -c "%FITS%" >nul 2>&1 && set "PYTHON=py -%1"
exit /b 0

:missing
type words\missing.txt
pause
exit /b 1

:failed
type words\failed.txt
pause
exit /b 1

:stopped
type words\stopped.txt
pause
exit /b 1

# escape=`
FROM x`
 AS y
ENV A=C:\b` c B="`$x"
SHELL ["pwsh", "-Command"]
RUN dir `
# c
 C:\
CMD ["a",
